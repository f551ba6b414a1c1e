cat config/"$1".yaml
