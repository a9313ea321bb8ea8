module example.com/owner/single_object_bad

go 1.24
