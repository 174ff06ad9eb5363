//! Mails of the program itself that could not be handed over: to whom. Colleagues are shown by function, others by the end
//! of their address.

use approval::{Hindered, Standing, hindered};
use db::{AsConn, Id};
use people::Person;
use std::collections::BTreeMap;
use web::{Outcome, notice};

/// A mail that a job hands over.
pub(crate) struct About {
    /// To whom.
    pub(crate) who: String,
    /// Its subject.
    pub(crate) subject: String,
}

/// The mails that could not be handed over, by job.
pub(crate) async fn by_job(conn: &mut impl AsConn) -> db::Result<BTreeMap<Id, About>> {
    let refused = notice::refused(conn, None).await?;
    let addresses: Vec<String> = refused.iter().map(|(_, notice)| notice.to.clone()).collect();
    let names = names(conn, &addresses).await?;
    let about = refused.into_iter().zip(names);
    Ok(about.map(|((id, notice), who)| (id, About { who, subject: notice.subject })).collect())
}

/// Those who are asked for a yes and do not know of it.
#[derive(Default)]
pub(crate) struct Unreached {
    /// The mail about it could not be handed over.
    pub(crate) refused: Vec<String>,
    /// They have no address that it could go to.
    pub(crate) without: Vec<String>,
    /// Their access was changed, and nobody has confirmed it.
    pub(crate) unconfirmed: Vec<String>,
}

impl Unreached {
    /// Whether everybody who is asked knows of it, as far as we do.
    pub(crate) fn is_empty(&self) -> bool {
        self.refused.is_empty() && self.without.is_empty()
    }

    /// Of a request, while it is being answered.
    pub(crate) async fn of(conn: &mut impl AsConn, standing: Option<&Standing>) -> Outcome<Self> {
        let Some(standing) = standing.filter(|standing| !standing.is_complete()) else {
            return Ok(Self::default());
        };
        let refused = notice::refused(conn, Some(standing.request.id)).await?;
        let mut addresses: Vec<String> = refused.into_iter().map(|(_, notice)| notice.to).collect();
        addresses.sort();
        addresses.dedup();
        let refused = names(conn, &addresses).await?;
        let Hindered { without_mail: without, unconfirmed } = hindered(conn, standing).await?;
        Ok(Self { refused, without, unconfirmed })
    }
}

async fn names(conn: &mut impl AsConn, addresses: &[String]) -> db::Result<Vec<String>> {
    if addresses.is_empty() {
        return Ok(Vec::new());
    }
    let known: BTreeMap<String, String> = Person::functions_of(conn, addresses).await?.into_iter().collect();
    let name = |address: &String| match known.get(address) {
        Some(function) => function.clone(),
        None => format!("…@{}", address.rsplit_once('@').map_or("", |(_, host)| host)),
    };
    Ok(addresses.iter().map(name).collect())
}
