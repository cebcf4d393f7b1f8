/**
 * National bank codes, to choose from. BDPay's own list is not public, and its examples use these codes. A code is opaque
 * to us: one that is not listed is sent unchanged.
 */
export const BANKS: readonly { readonly code: string; readonly name: string }[] = [
  { code: '002', name: 'BRI' },
  { code: '008', name: 'Mandiri' },
  { code: '009', name: 'BNI' },
  { code: '011', name: 'Danamon' },
  { code: '013', name: 'Permata' },
  { code: '014', name: 'BCA' },
  { code: '016', name: 'Maybank' },
  { code: '019', name: 'Panin' },
  { code: '022', name: 'CIMB Niaga' },
  { code: '023', name: 'UOB' },
  { code: '028', name: 'OCBC NISP' },
  { code: '031', name: 'Citibank' },
  { code: '037', name: 'Artha Graha' },
  { code: '041', name: 'HSBC' },
  { code: '046', name: 'DBS' },
  { code: '050', name: 'Standard Chartered' },
  { code: '054', name: 'Capital' },
  { code: '061', name: 'ANZ' },
  { code: '097', name: 'Mayapada' },
  { code: '110', name: 'Bank BJB' },
  { code: '113', name: 'Bank Jateng' },
  { code: '114', name: 'Bank Jatim' },
  { code: '116', name: 'Bank Aceh' },
];
