cat config/"$1".yaml # as it was
