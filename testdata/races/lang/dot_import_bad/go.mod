module example.com/lang/dot_import_bad

go 1.24
