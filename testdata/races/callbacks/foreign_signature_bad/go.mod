module example.com/callbacks/foreign_signature_bad

go 1.24
