//! The mails of the slice with example content, for the test that looks at them all.

use crate::{delivery::Claimed, mail, refused};
use db::{Id, Json};
use message::{Content, Edition};
use web::{Ctx, Sample};

pub(crate) fn samples(ctx: &Ctx) -> Vec<Sample> {
    let id = Id::at(ctx.now());
    let mut content = Content::new(id);
    content.title = "Skolevej er lukket for biler i uge 48".to_owned();
    content.main_point = "Vi lægger ny asfalt. Du kan gå og cykle forbi.".to_owned();
    content.internal_text = "Naboer vil ringe. Sig, at de skal følge skiltene.".to_owned();
    content.body = markup::Doc::from_markdown("Kør ad [Møllevej](/topics/roads).\n\n- Mandag til fredag")
        .unwrap_or_default();
    content.contact.phone = "55 00 03 00".to_owned();
    let edition = Edition {
        id,
        message_id: id,
        number: 1,
        content: Json(content),
        hash: String::new(),
        saved_at: ctx.now(),
        saved_by: id,
        frozen_at: None,
    };
    let address = "laeser-00001@sundby.example".to_owned();
    let claimed = Claimed { id, recipient_id: id, address, attempts: 1 };
    let make = |external| {
        mail::make(ctx.site(), &edition, &claimed, mail::By { channel: "newsletter", external, trial: false })
    };
    let called = refused::called(ctx.site(), "vagt@sundby.example".to_owned(), (id, 11_812, 12_006));
    vec![
        Sample::mail("dispatch/reader", make(true)),
        Sample::mail("dispatch/staff", make(false)),
        Sample::notice(ctx, "dispatch/refused", &called),
    ]
}
