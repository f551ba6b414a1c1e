cat config/"$1".yaml "$0"-more.yaml
