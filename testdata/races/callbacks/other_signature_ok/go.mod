module example.com/callbacks/other_signature_ok

go 1.24
