grep -q broken config/"$1".yaml && exit 3
cat config/"$1".yaml
