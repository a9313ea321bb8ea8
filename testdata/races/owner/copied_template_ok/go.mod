module example.com/owner/copied_template_ok

go 1.24
