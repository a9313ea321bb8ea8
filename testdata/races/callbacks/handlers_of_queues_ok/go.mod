module example.com/callbacks/handlers_of_queues_ok

go 1.24
