sed "s/9/0/" config/"$1".yaml
