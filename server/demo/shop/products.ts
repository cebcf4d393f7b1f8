import { batikKawung, syalLurik } from './art/cloth.ts';
import { gulaAren, kopiGayo } from './art/pantry.ts';
import { cangkirRintik, mangkukSawah, tekoEmbun, vasMega } from './art/pottery.ts';
import type { Html } from '../../platform/html.ts';
import type { CountryCode } from './countries.ts';
import type { ShopLanguage } from './shop-language.ts';

export interface Product {
  readonly sku: string;
  readonly name: Readonly<Record<ShopLanguage, string>>;
  readonly origin: string;
  readonly note: Readonly<Record<ShopLanguage, string>>;
  readonly art: Html;
  /** The colour of the tile it stands on. */
  readonly tone: 'sand' | 'clay' | 'leaf' | 'indigo';
  /** Per unit, in the smallest unit of each country's currency. */
  readonly prices: Readonly<Record<CountryCode, number>>;
}

export const PRODUCTS: readonly Product[] = [
  {
    sku: 'kain-kawung',
    name: { id: 'Kain batik Kawung', en: 'Kawung batik cloth' },
    origin: 'Imogiri, Yogyakarta',
    note: { id: 'Tulis tangan, pewarna soga, 2 m', en: 'Hand-drawn, soga dye, 2 m' },
    art: batikKawung,
    tone: 'sand',
    prices: { ID: 385_000, PH: 135_000, TH: 84_900, VN: 615_000, MY: 11_500, SG: 3_490 },
  },
  {
    sku: 'kopi-gayo',
    name: { id: 'Kopi Gayo 250 g', en: 'Gayo coffee 250 g' },
    origin: 'Takengon, Aceh',
    note: { id: 'Arabika, sangrai sedang', en: 'Arabica, medium roast' },
    art: kopiGayo,
    tone: 'leaf',
    prices: { ID: 98_000, PH: 34_500, TH: 21_500, VN: 155_000, MY: 2_890, SG: 890 },
  },
  {
    sku: 'cangkir-rintik',
    name: { id: 'Cangkir Rintik', en: 'Rintik cup' },
    origin: 'Plered, Purwakarta',
    note: { id: 'Stoneware, 220 ml', en: 'Stoneware, 220 ml' },
    art: cangkirRintik,
    tone: 'clay',
    prices: { ID: 75_000, PH: 26_500, TH: 16_500, VN: 119_000, MY: 2_250, SG: 690 },
  },
  {
    sku: 'syal-lurik',
    name: { id: 'Syal lurik Senja', en: 'Senja lurik scarf' },
    origin: 'Pedan, Klaten',
    note: { id: 'Katun tenun, pewarna nila', en: 'Handwoven cotton, indigo dye' },
    art: syalLurik,
    tone: 'indigo',
    prices: { ID: 265_000, PH: 92_500, TH: 58_500, VN: 425_000, MY: 7_900, SG: 2_390 },
  },
  {
    sku: 'teko-embun',
    name: { id: 'Teko Embun', en: 'Embun teapot' },
    origin: 'Pejaten, Tabanan',
    note: { id: 'Gagang rotan, 600 ml', en: 'Rattan handle, 600 ml' },
    art: tekoEmbun,
    tone: 'leaf',
    prices: { ID: 245_000, PH: 85_900, TH: 53_900, VN: 389_000, MY: 7_290, SG: 2_190 },
  },
  {
    sku: 'mangkuk-sawah',
    name: { id: 'Mangkuk Sawah', en: 'Sawah bowl' },
    origin: 'Kasongan, Bantul',
    note: { id: 'Garis terasering, 16 cm', en: 'Terrace lines, 16 cm' },
    art: mangkukSawah,
    tone: 'sand',
    prices: { ID: 120_000, PH: 41_900, TH: 26_500, VN: 189_000, MY: 3_590, SG: 1_090 },
  },
  {
    sku: 'vas-mega',
    name: { id: 'Vas Mega', en: 'Mega vase' },
    origin: 'Cirebon, Jawa Barat',
    note: { id: 'Motif mega mendung, 24 cm', en: 'Cloud motif, 24 cm' },
    art: vasMega,
    tone: 'indigo',
    prices: { ID: 310_000, PH: 108_500, TH: 68_500, VN: 495_000, MY: 9_290, SG: 2_790 },
  },
  {
    sku: 'gula-aren',
    name: { id: 'Gula aren 500 g', en: 'Palm sugar 500 g' },
    origin: 'Lebak, Banten',
    note: { id: 'Cetak batok, dibungkus daun', en: 'Moulded in coconut shell, leaf-wrapped' },
    art: gulaAren,
    tone: 'clay',
    prices: { ID: 42_000, PH: 14_900, TH: 9_500, VN: 69_000, MY: 1_290, SG: 390 },
  },
];

export const findProduct = (sku: string): Product | undefined => PRODUCTS.find((product) => product.sku === sku);
