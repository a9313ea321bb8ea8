module example.com/lang/type_alias_bad

go 1.24
