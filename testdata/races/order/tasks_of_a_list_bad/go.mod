module example.com/order/tasks_of_a_list_bad

go 1.24
