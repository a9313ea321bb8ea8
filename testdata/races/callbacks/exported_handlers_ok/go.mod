module example.com/callbacks/exported_handlers_ok

go 1.24

require k8s.io/client-go v0.0.0

replace k8s.io/client-go => ./clientgo
