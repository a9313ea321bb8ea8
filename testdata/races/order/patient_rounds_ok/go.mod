module example.com/order/patient_rounds_ok

go 1.24
