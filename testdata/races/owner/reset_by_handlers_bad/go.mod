module example.com/owner/reset_by_handlers_bad

go 1.24
