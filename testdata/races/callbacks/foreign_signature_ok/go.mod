module example.com/callbacks/foreign_signature_ok

go 1.24
