module example.com/callbacks/locks_beside_service_bad

go 1.24
