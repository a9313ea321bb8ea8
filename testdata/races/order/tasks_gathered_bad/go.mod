module example.com/order/tasks_gathered_bad

go 1.24
