module example.com/escape/derived_retired_ok

go 1.24
