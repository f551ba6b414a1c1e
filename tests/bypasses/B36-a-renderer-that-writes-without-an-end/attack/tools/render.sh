yes "a: 1"
