/** The customer's device, as the BFF's API names it. */
export interface CustomerDevice {
  readonly kind: 'mobile' | 'desktop';
  readonly os?: 'android' | 'ios';
}
