//! The mails of the slice with example content, for the test that looks at them all.

use crate::{access_change::Open, jobs, pages};
use web::{Ctx, Sample};

pub(crate) fn all(ctx: &Ctx) -> Vec<Sample> {
    let (site, open) = (ctx.site(), Open::sample());
    let to = |name: &str| format!("{name}@sundby.example");
    let link = format!("{}/subscription/x", ctx.config().base_url);
    let topics = vec!["Veje og trafik".to_owned(), "Skoler".to_owned()];
    let asked = |alone| {
        let changes = std::slice::from_ref(&open);
        jobs::access::asked_notice(site, to("chef"), ("kommunikationskonsulent", changes), alone)
    };
    let notices = [
        ("people/confirm", pages::subscribe::confirmation(ctx, &to("laeser-00001"), topics, link)),
        ("people/link", jobs::link_notice(site, ctx.lang(), ("laeser@example.dk", "proeve"))),
        ("people/moved", jobs::moved_notice(site, to("chef"), "kommunikationschef")),
        ("people/asked", asked(false)),
        ("people/alone", asked(true)),
        ("people/own", jobs::access::own_notice(site, to("centerchef"), std::slice::from_ref(&open))),
        (
            "people/objected",
            jobs::access::objected_notice(
                site,
                to("chef"),
                (&open.by_function, "address"),
                (open.person_id, &open.function),
            ),
        ),
    ];
    notices.iter().map(|(name, notice)| Sample::notice(ctx, name, notice)).collect()
}
