module example.com/access/op_assign_bad

go 1.24
