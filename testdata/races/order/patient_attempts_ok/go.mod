module example.com/order/patient_attempts_ok

go 1.24
