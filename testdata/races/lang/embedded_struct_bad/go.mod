module example.com/lang/embedded_struct_bad

go 1.24
