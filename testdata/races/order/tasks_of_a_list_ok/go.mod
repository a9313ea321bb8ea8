module example.com/order/tasks_of_a_list_ok

go 1.24
