module example.com/access/field_of_package_var_bad

go 1.24
