module example.com/order/copy_on_write_mutated_bad

go 1.24
