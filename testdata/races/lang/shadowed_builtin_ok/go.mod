module example.com/lang/shadowed_builtin_ok

go 1.24
