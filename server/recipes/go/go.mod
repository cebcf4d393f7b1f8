module shop.example/kasir

go 1.19
