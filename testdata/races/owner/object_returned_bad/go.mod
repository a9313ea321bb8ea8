module example.com/owner/object_returned_bad

go 1.24
