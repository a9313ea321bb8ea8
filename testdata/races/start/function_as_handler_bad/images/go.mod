module example.org/images

go 1.24
