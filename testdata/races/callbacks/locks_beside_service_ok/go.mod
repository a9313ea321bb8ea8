module example.com/callbacks/locks_beside_service_ok

go 1.24
