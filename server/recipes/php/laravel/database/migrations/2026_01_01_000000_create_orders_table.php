<?php

use Illuminate\Database\Migrations\Migration;
use Illuminate\Database\Schema\Blueprint;
use Illuminate\Support\Facades\Schema;

return new class extends Migration
{
    public function up(): void
    {
        Schema::create('orders', function (Blueprint $table): void {
            $table->uuid('id')->primary();
            $table->unsignedBigInteger('amount');
            $table->string('currency', 3);
            $table->string('status')->default('pending');
            $table->string('checkout_id')->nullable();
            $table->unsignedInteger('sequence')->default(0);
            $table->unsignedBigInteger('refunded')->default(0);
            $table->string('review')->nullable();
            $table->timestamps();
        });
        Schema::create('kasir_events', function (Blueprint $table): void {
            $table->string('id')->primary();
        });
    }

    public function down(): void
    {
        Schema::dropIfExists('kasir_events');
        Schema::dropIfExists('orders');
    }
};
