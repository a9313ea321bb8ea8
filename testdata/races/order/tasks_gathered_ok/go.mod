module example.com/order/tasks_gathered_ok

go 1.24
