module example.com/http/own_context_ok

go 1.24
