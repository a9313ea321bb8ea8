module example.com/lang/type_switch_bad

go 1.24
