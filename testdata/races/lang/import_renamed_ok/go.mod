module example.com/lang/import_renamed_ok

go 1.24
