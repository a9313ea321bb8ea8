module example.com/callbacks/template_funcs_ok

go 1.24
