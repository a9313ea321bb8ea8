module example.com/lang/shadowed_name_ok

go 1.24
