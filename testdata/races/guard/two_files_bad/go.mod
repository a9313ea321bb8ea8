module example.com/guard/two_files_bad

go 1.24
