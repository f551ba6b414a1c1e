sed "s/9/8/" config/"$1".yaml
