module example.com/access/template_bad

go 1.24
