import { Component, CUSTOM_ELEMENTS_SCHEMA, provideZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import '@kasir/widget/define';
import type { KasirChannelEvent, KasirPaidEvent } from '@kasir/widget';

const settings = new URLSearchParams(location.search);

@Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <kasir-checkout
      [bff]="bff"
      [token]="token"
      (kasir-channel)="selected($event)"
      (kasir-paid)="paid($event)"
    ></kasir-checkout>
    <output>{{ channel() }}</output>
  `,
})
class App {
  readonly bff = settings.get('bff') ?? '';
  readonly token = settings.get('token') ?? '';
  readonly channel = signal('');

  selected(event: KasirChannelEvent): void {
    this.channel.set(event.detail.code);
  }

  paid(event: KasirPaidEvent): void {
    document.documentElement.dataset['paid'] = event.detail.id;
  }
}

void bootstrapApplication(App, { providers: [provideZonelessChangeDetection()] });
