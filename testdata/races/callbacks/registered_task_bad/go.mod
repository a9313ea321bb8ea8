module example.com/callbacks/registered_task_bad

go 1.24
