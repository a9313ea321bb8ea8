module example.com/lang/dot_import_std_bad

go 1.24
