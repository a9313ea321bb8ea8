module example.com/callbacks/handlers_of_queues_bad

go 1.24
