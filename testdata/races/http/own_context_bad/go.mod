module example.com/http/own_context_bad

go 1.24
