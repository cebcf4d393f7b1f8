<?php

namespace App\Models;

use Illuminate\Database\Eloquent\Concerns\HasUuids;
use Illuminate\Database\Eloquent\Model;

class Order extends Model
{
    use HasUuids;

    protected $fillable = ['amount', 'currency'];

    protected $casts = ['amount' => 'integer', 'sequence' => 'integer', 'refunded' => 'integer'];

    protected $attributes = ['status' => 'pending', 'sequence' => 0, 'refunded' => 0];

    /**
     * Brings the order in line with an event, which may come late, twice, or after a later one.
     *
     * The views say how things are, so the order follows them. The type is needed only for what is done once, and only if
     * no later event was seen: the views of a late event are those of the moment it was sent, its type is history.
     */
    public function follow(array $event): void
    {
        ['checkout' => $checkout, 'sequence' => $sequence] = $event['data'];
        $isLate = $sequence < $this->sequence;
        $this->checkout_id = $checkout['id'];
        $this->sequence = max($this->sequence, $sequence);
        $this->refunded = max($this->refunded, array_sum(array_column($checkout['payments'], 'refundedAmount')));
        if ($checkout['status'] === 'paid' && $this->status !== 'paid') {
            $isExact = $checkout['amount'] === $this->amount && $checkout['currency'] === $this->currency;
            // Here the goods go out, once: "paid" is never left.
            $this->status = $isExact ? 'paid' : 'review';
        } elseif (in_array($checkout['status'], ['expired', 'canceled'], true) && $this->status === 'pending') {
            $this->status = $checkout['status'];
        }
        // A person has to decide: see "Reviews" in the server's README.
        if ($event['type'] === 'payment.review_required' && !$isLate) {
            $this->review = $event['data']['payment']['review'] ?? 'unknown';
        }
    }
}
